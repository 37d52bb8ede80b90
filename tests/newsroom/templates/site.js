(function(w,d){"use strict";
var key="consent-v2",store=null;try{store=w.localStorage}catch(e){store=null}
function banner(){return d.getElementById("consent")}
w.acceptAll=function(){if(store){store.setItem(key,"1")}var b=banner();if(b){b.hidden=true}};
d.addEventListener("DOMContentLoaded",function(){
var b=banner();if(b&&!(store&&store.getItem(key)==="1")){b.hidden=false}
d.querySelectorAll(".menu > ul > li").forEach(function(item){item.addEventListener("focusin",function(){item.classList.add("open")});item.addEventListener("focusout",function(){item.classList.remove("open")})});
var images=d.querySelectorAll("img[loading=lazy]");if("IntersectionObserver" in w){var seen=new IntersectionObserver(function(entries){entries.forEach(function(entry){if(entry.isIntersecting){entry.target.classList.add("visible");seen.unobserve(entry.target)}})});images.forEach(function(image){seen.observe(image)})}
var share=d.querySelectorAll(".share a");share.forEach(function(link){link.addEventListener("click",function(event){event.preventDefault();w.open(link.href,"share","width=600,height=480")})});
});
w.dataLayer=w.dataLayer||[];function tag(){w.dataLayer.push(arguments)}tag("js",+d.lastModified.slice(0,1));tag("config","UA-000000-0",{anonymize_ip:true});
})(window,document);
